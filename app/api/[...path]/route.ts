import { answer } from '#lib/server/http/answer.ts';
import { quoted, Refusal } from '#lib/server/http/refusal.ts';

export const dynamic = 'force-dynamic';

/** Any path that is no part of the contract. */
export const GET = answer((request) => {
  throw new Refusal('path.notFound', `There is nothing at ${quoted(new URL(request.url).pathname)}.`);
});
export { GET as DELETE, GET as PATCH, GET as POST, GET as PUT };
