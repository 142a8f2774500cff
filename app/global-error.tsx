'use client';

// The root layout itself failed, so neither words nor styles can be had from it.
export default function GlobalErrorPage({ reset }: { readonly reset: () => void }) {
  return (
    <html lang="en">
      <body>
        <h1>Rollcall could not draw this page</h1>
        <p>The server log says why.</p>
        <button type="button" onClick={reset}>
          Try again
        </button>
      </body>
    </html>
  );
}
