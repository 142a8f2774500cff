import { MiddleText } from '#components/ui/middle-text.tsx';
import { Skeleton } from '#components/ui/skeleton.tsx';

/** The Node page before its data: the same places. */
export function NodeSkeleton({ label, node }: { readonly label: string; readonly node: string }) {
  return (
    <div aria-busy="true" role="status" aria-label={label} className="flex flex-col gap-4 px-5 pt-4 max-sm:px-3">
      <div className="flex flex-col gap-2">
        <h1 className="flex min-w-0 text-xl font-semibold tracking-tight">
          <MiddleText text={node} />
        </h1>
        <Skeleton className="h-4 w-2/3" />
      </div>
      <div className="grid items-start gap-4 desktop:grid-cols-[minmax(0,3fr)_minmax(360px,2fr)]">
        <Skeleton className="h-96 w-full" />
        <Skeleton className="h-64 w-full" />
      </div>
    </div>
  );
}
