import { openAnswer } from '#lib/server/http/answer.ts';
import { sessionAnswer, signInAnswer, signOutAnswer } from '#lib/server/http/session-answer.ts';

export const dynamic = 'force-dynamic';

/** How one signs in here, and who has. */
export const GET = openAnswer((request) => sessionAnswer(request));

/** Signs in. */
export const POST = openAnswer((request) => signInAnswer(request));

/** Signs out. */
export const DELETE = openAnswer((request) => signOutAnswer(request));
