import { Skeleton } from '#components/ui/skeleton.tsx';

const ROWS = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'];

/** The fleet list before its data: the same places, no words. */
export function FleetSkeleton({ label }: { readonly label: string }) {
  return (
    <div aria-busy="true" role="status" aria-label={label}>
      <div className="flex items-baseline gap-3 px-5 pt-4 pb-2.5">
        <h1 className="text-xl font-semibold tracking-tight">DaemonSets</h1>
        <Skeleton className="h-4 w-1/2" />
      </div>
      <div className="flex items-center gap-2 px-5 pb-3">
        <Skeleton className="h-6 w-16" />
        <Skeleton className="h-6 w-28" />
        <Skeleton className="h-6 w-24" />
      </div>
      <div className="card mx-5">
        <div className="h-9" />
        {ROWS.map((row) => (
          <div key={row} className="flex h-[54px] items-center gap-8 border-t border-line px-3.5">
            <Skeleton className="h-4 w-40" />
            <Skeleton className="h-4 w-44" />
            <Skeleton className="h-5 grow" />
            <Skeleton className="h-4 w-64 max-lg:hidden" />
          </div>
        ))}
      </div>
    </div>
  );
}
