import 'server-only';
import type { AccessQuestion, Identity, ReadOperations } from '#lib/server/kubernetes/operations.ts';

const HOLDS_MS = 10_000;
const MOST_KEPT = 500;

interface Kept<T> {
  readonly value: Promise<T>;
  readonly until: number;
}

interface Answers {
  readonly access: Map<string, Kept<boolean>>;
  identity: Kept<Identity> | null;
}

/** What each identity was told; one connection is one identity, so nobody sees another's rights. */
const known = new WeakMap<ReadOperations, Answers>();

/** Whether the caller has the right, as the API server says it, at most 10 seconds old. Throws KubernetesApiError. */
export function isAllowed(operations: ReadOperations, question: AccessQuestion): Promise<boolean> {
  const { access } = answersFor(operations);
  const key = JSON.stringify(question);
  const kept = access.get(key);
  if (kept && Date.now() < kept.until) return kept.value;
  if (access.size >= MOST_KEPT) access.clear();
  const value = operations.reviewAccess(question).then(({ allowed }) => allowed);
  access.set(key, { value, until: Date.now() + HOLDS_MS });
  value.catch(() => access.delete(key)); // no answer is no answer for ten seconds
  return value;
}

/** Who the caller is to the API server, at most 10 seconds old. Throws KubernetesApiError. */
export function identityOf(operations: ReadOperations): Promise<Identity> {
  const answers = answersFor(operations);
  if (answers.identity && Date.now() < answers.identity.until) return answers.identity.value;
  const value = operations.reviewSelf();
  answers.identity = { value, until: Date.now() + HOLDS_MS };
  value.catch(() => {
    answers.identity = null;
  });
  return value;
}

/** Asks anew next time: the API server has just said something else. */
export function forgetRights(operations: ReadOperations): void {
  known.delete(operations);
}

function answersFor(operations: ReadOperations): Answers {
  const answers = known.get(operations) ?? { access: new Map(), identity: null };
  known.set(operations, answers);
  return answers;
}
