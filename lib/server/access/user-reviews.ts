import 'server-only';
import { Refusal } from '#lib/server/http/refusal.ts';
import type { Clock } from '#lib/server/kubernetes/clock.ts';
import { KubernetesApiError } from '#lib/server/kubernetes/kubernetes-api-error.ts';
import type { AccessQuestion, ReadOperations } from '#lib/server/kubernetes/operations.ts';
import { fingerprint } from './secret.ts';

/** As long as the API servers' own caches of such answers. */
export const ALLOWED_FOR_MS = 10_000;
const REFUSED_FOR_MS = 5_000;
const MOST_KEPT = 500;

/** Everything that the pages show comes from these: whoever may not list all of it is shown nothing. */
const SHOWN: readonly AccessQuestion[] = [
  { verb: 'list', group: 'apps', resource: 'daemonsets' },
  { verb: 'list', group: 'apps', resource: 'controllerrevisions' },
  { verb: 'list', resource: 'pods' },
  { verb: 'list', resource: 'nodes' },
  { verb: 'list', resource: 'events' },
];

const IN_ONE_NAMESPACE =
  'With rights in one Namespace only, start rollcall on your own machine with your kubeconfig and --namespace.';

type Asked = Pick<ReadOperations, 'reviewSelf' | 'reviewAccess'>;
type Verdict = { readonly username: string } | { readonly refusal: Refusal };

/**
 * Asks the API server who a bearer token belongs to and whether that user may see what the pages show. What the server
 * has read with its own identity goes to nobody else; an answer holds for 10 seconds, a refusal for 5, no answer for none.
 */
export class UserReviews {
  readonly #clock: Pick<Clock, 'now'>;
  readonly #ask: <T>(token: string, question: (operations: Asked) => Promise<T>) => Promise<T>;
  readonly #kept = new Map<string, { readonly verdict: Promise<Verdict>; until: number }>();

  constructor(clock: Pick<Clock, 'now'>, ask: <T>(token: string, question: (operations: Asked) => Promise<T>) => Promise<T>) {
    this.#clock = clock;
    this.#ask = ask;
  }

  /** The user's name; throws Refusal when the token is not known or the user may not see what is shown. */
  async check(token: string): Promise<string> {
    const verdict = await this.#review(token);
    if ('refusal' in verdict) throw verdict.refusal;
    return verdict.username;
  }

  #review(token: string): Promise<Verdict> {
    const key = fingerprint(token);
    const now = this.#clock.now();
    const known = this.#kept.get(key);
    if (known && now < known.until) return known.verdict;
    if (this.#kept.size >= MOST_KEPT) this.#kept.clear();
    const verdict = this.#ask(token, reviewed).catch((thrown: unknown) => ({ refusal: refusalOf(thrown) }));
    const entry = { verdict, until: now + ALLOWED_FOR_MS };
    this.#kept.set(key, entry);
    void verdict.then((settled) => {
      if ('refusal' in settled) entry.until = now + REFUSED_FOR_MS;
      if ('refusal' in settled && settled.refusal.code !== 'session.refused') this.#kept.delete(key);
    });
    return verdict;
  }
}

async function reviewed(operations: Asked): Promise<Verdict> {
  const { username } = await operations.reviewSelf();
  if (username === 'system:anonymous') return { refusal: unknownToken() };
  const answers = await Promise.all(SHOWN.map((question) => operations.reviewAccess(question)));
  const missing = SHOWN.filter((_, index) => answers[index]?.allowed !== true);
  if (missing.length === 0) return { username };
  const rights = missing.map(({ verb, group, resource }) => `${verb} ${resource}${group ? `.${group}` : ''}`).join(', ');
  const lacks = `${username.slice(0, 100)} may not ${rights} in the whole cluster; the ClusterRole rollcall-view allows it.`;
  const sentence = `${lacks} ${IN_ONE_NAMESPACE}`;
  return { refusal: new Refusal('session.refused', sentence, { field: 'token' }) };
}

function refusalOf(thrown: unknown): Refusal {
  if (thrown instanceof KubernetesApiError && thrown.reason === 'unauthorized') return unknownToken();
  if (thrown instanceof KubernetesApiError) return new Refusal('cluster.unreachable', thrown.message, { retryAfterSeconds: 2 });
  throw thrown;
}

function unknownToken(): Refusal {
  return new Refusal('session.refused', 'The API server does not accept this token.', { field: 'token' });
}
