/** Long work whose every `yield` is a place where the browser may do something else. */
export type Steps<T> = Generator<undefined, T, undefined>;

/** A task this long holds no frame up. */
const TASK_MS = 12;

/** Does all steps at once. */
export function finishSteps<T>(steps: Steps<T>): T {
  let step = steps.next();
  while (!step.done) step = steps.next();
  return step.value;
}

/** Does the steps in short tasks and hands over the result in one of its own. Returns the stop. */
export function runSteps<T>(steps: Steps<T>, done: (result: T) => void): () => void {
  const run = () => {
    const until = performance.now() + TASK_MS;
    let step = steps.next();
    while (!step.done && performance.now() < until) step = steps.next();
    const { value } = step;
    timer = step.done ? setTimeout(() => done(value as T)) : setTimeout(run);
  };
  let timer = setTimeout(run);
  return () => clearTimeout(timer);
}
