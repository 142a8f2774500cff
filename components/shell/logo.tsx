const PLACES = ['nw', 'n', 'ne', 'w', 'c', 'e', 'sw', 's', 'se'];

/** Nine nodes: six answer, one is stale, two are not called. */
export function Logo() {
  const cells = ['available', 'available', 'stale', 'available', 'available', 'off', 'available', 'starting', 'available'];
  return (
    <svg width="18" height="18" viewBox="0 0 18 18" aria-hidden="true">
      {cells.map((meaning, index) => (
        <rect
          key={PLACES[index]}
          x={(index % 3) * 6.5}
          y={Math.floor(index / 3) * 6.5}
          width="5"
          height="5"
          rx="1.2"
          fill={`var(--${meaning})`}
        />
      ))}
    </svg>
  );
}
