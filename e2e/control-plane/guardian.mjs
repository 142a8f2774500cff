// Ends what a control plane started when the process that started it is gone, however it went (SIGKILL included).
// Lines on standard input: `start PID`, `end PID`, `folder PATH`, `done`; the end of input without `done` is a crash.
import { rm } from 'node:fs/promises';
import { createInterface } from 'node:readline';

const pids = new Set();
let folder = '';
let done = false;

// A terminal's Ctrl-C reaches the whole group; only the end of input counts here.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => undefined);

for await (const line of createInterface({ input: process.stdin })) {
  const [word, value] = line.split(' ', 2);
  if (word === 'start') pids.add(Number(value));
  else if (word === 'end') pids.delete(Number(value));
  else if (word === 'folder') folder = line.slice('folder '.length);
  else if (word === 'done') done = true;
}
if (!done) {
  for (const pid of pids) kill(pid);
  if (folder) await rm(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
}

function kill(pid) {
  try {
    process.kill(pid, 'SIGKILL');
  } catch (error) {
    // ESRCH: it ended by itself.
    if (error.code !== 'ESRCH') console.error(`guardian: ${error.message}`);
  }
}
