/** A quiet block in the place of content that is on its way. */
export function Skeleton({ className }: { readonly className: string }) {
  return <span aria-hidden="true" className={`block animate-pulse rounded bg-hover ${className}`} />;
}
