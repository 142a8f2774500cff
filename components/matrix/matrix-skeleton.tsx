import { Skeleton } from '#components/ui/skeleton.tsx';

const ROWS = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'j'];

/** The matrix before its data: the same places, no words. */
export function MatrixSkeleton({ label, title }: { readonly label: string; readonly title: string }) {
  return (
    <div aria-busy="true" role="status" aria-label={label} className="px-5 pt-4 max-sm:px-3">
      <div className="flex items-baseline gap-3 pb-3">
        <h1 className="text-xl font-semibold tracking-tight">{title}</h1>
        <Skeleton className="h-4 w-80 max-w-1/2" />
      </div>
      <div className="card">
        <div className="flex flex-col gap-2 border-b border-line px-3 py-2">
          <Skeleton className="h-6 w-72 max-w-full" />
          <Skeleton className="h-7 w-96 max-w-full" />
        </div>
        <div className="flex flex-col gap-1 px-3 pt-28 pb-3">
          {ROWS.map((row) => (
            <div key={row} className="flex gap-3">
              <Skeleton className="h-5 w-1/5" />
              <Skeleton className="h-5 grow" />
            </div>
          ))}
        </div>
      </div>
    </div>
  );
}
