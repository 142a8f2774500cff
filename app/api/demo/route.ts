import { answer } from '#lib/server/http/answer.ts';
import { controlDemo, readDemo } from '#lib/server/http/demo.ts';

export const dynamic = 'force-dynamic';

/** What the simulated cluster is doing. */
export const GET = answer(() => readDemo());

/** Changes what it does. */
export const POST = answer((request) => controlDemo(request));
