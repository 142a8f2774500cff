import { Skeleton } from '#components/ui/skeleton.tsx';
import { visibleText } from '#components/ui/visible-text.ts';
import { INSPECTOR_COLUMNS } from './inspector-columns.ts';

interface DaemonSetSkeletonProps {
  readonly label: string;
  readonly namespace: string;
  readonly name: string;
}

/** The DaemonSet page before its data: the same places, the name already known. */
export function DaemonSetSkeleton({ label, namespace, name }: DaemonSetSkeletonProps) {
  return (
    <div aria-busy="true" role="status" aria-label={label} className="flex grow flex-col px-5 pt-4 pb-4">
      <h1 className="text-xl font-semibold tracking-tight">
        <span className="font-normal text-faint">{visibleText(namespace)} / </span>
        {visibleText(name)}
      </h1>
      <Skeleton className="mt-2 h-4 w-2/3" />
      <Skeleton className="mt-3 h-3.5 w-full" />
      <div className="mt-3 flex gap-6">
        {['a', 'b', 'c', 'd', 'e'].map((key) => (
          <Skeleton key={key} className="h-10 w-16" />
        ))}
      </div>
      <div className={`mt-3 grid grow gap-4 ${INSPECTOR_COLUMNS}`}>
        <div className="card min-h-80 p-3">
          <Skeleton className="h-7 w-full" />
          <Skeleton className="mt-4 h-40 w-full" />
        </div>
        <div className="flex flex-col gap-3">
          <Skeleton className="h-36 w-full" />
          <Skeleton className="h-28 w-full" />
        </div>
      </div>
    </div>
  );
}
