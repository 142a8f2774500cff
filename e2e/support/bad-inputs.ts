/** One row of bad input: what is sent, and the statuses that are a right answer to it. 0: the connection is closed. */
export interface BadInput {
  readonly row: string;
  readonly what: string;
  readonly line: string;
  /** PORT stands for the server's port. */
  readonly headers?: readonly string[];
  /** Instead of the server's own. */
  readonly host?: string;
  readonly body?: string;
  readonly wanted: readonly number[];
}

const DS = '/api/c/demo/daemonsets/kube-system/kube-proxy';
const ACTS = `${DS}/acts`;
const COOKIES = Array.from({ length: 200 }, (_, index) => `c${index}=${index}`).join('; ');
const UID = '00000000-0000-4000-8000-000000000000';
const get = (row: string, path: string, wanted: readonly number[], what = path.slice(0, 60)): BadInput => ({
  row,
  what,
  line: `GET ${path}`,
  wanted,
});
const post = (row: string, body: string, wanted: readonly number[] = [400], path = ACTS): BadInput => ({
  row,
  what: body.slice(0, 60),
  line: `POST ${path}`,
  headers: ['Content-Type: application/json', `Content-Length: ${Buffer.byteLength(body)}`],
  body,
  wanted,
});
const act = (row: string, fields: string, wanted?: readonly number[]) => post(row, `{"uid":"${UID}",${fields}}`, wanted);
const typed = (row: string, what: string, headers: readonly string[], wanted: number): BadInput => ({
  row,
  what,
  line: `POST ${ACTS}`,
  headers,
  body: '{}',
  wanted: [wanted],
});
const budget = (row: string, value: string) => act(row, `"act":"setBudget","maxUnavailable":${value}`);
const wave = (row: string, fields: string, wanted?: readonly number[]) =>
  post(
    row,
    `{"command":"start","uid":"${UID}","order":"zone","size":1,"pauseSeconds":0,"failuresAllowed":0,"availableWithinSeconds":60,"by":"delete",${fields}}`,
    wanted,
    `${DS}/wave`,
  );

/** The bad inputs that come over HTTP, by the row of the matrix that they stand for. */
export const BAD_INPUTS: readonly BadInput[] = [
  get('1', '/api/c/demo/nodes/', [400, 404]),
  get('2', '/api/c/demo/nodes/.', [400]),
  get('3', '/api/c/demo/nodes/..', [400]),
  get('4', `/api/c/demo/nodes/${'a'.repeat(254)}`, [400]),
  get('5', '/api/c/demo/nodes/../x', [400]),
  get('6', '/api/c/demo/nodes/..%2fx', [400]),
  get('7', '/api/c/demo/nodes/a%2Fb', [400]),
  get('7', '/api/c/demo/nodes/a%252Fb', [400]),
  get('8', '/api/c/demo/nodes/%00', [400]),
  get('9', '/api/c/demo/nodes/x%0d%0aX:1', [400]),
  get('10', '/api/c/demo/nodes/%ff', [400]),
  get('11', '/api/c/demo/nodes/\\..\\b', [400]),
  get('12', '/api/c/demo//nodes', [400]),
  get('13', '/api/c/demo/daemonsets/constructor/constructor', [404]),
  act('14', '"act":"restart","__proto__":{"polluted":1}'),
  act('15', '"act":"restart","constructor":{"prototype":{"polluted":1}}'),
  act('16', '"act":"restart","act":"pause"'),
  post('17', `{"x":"${'x'.repeat(65 * 1024)}"}`, [413]),
  typed('18', '20 MB without a length', ['Content-Type: application/json', 'Transfer-Encoding: chunked'], 413),
  typed('19', 'a length that is too long to be true', ['Content-Type: application/json', 'Content-Length: 20000000'], 413),
  typed('20', 'text/plain', ['Content-Type: text/plain', 'Content-Length: 2'], 415),
  typed('21', 'a form', ['Content-Type: application/x-www-form-urlencoded', 'Content-Length: 2'], 415),
  typed('22', 'multipart', ['Content-Type: multipart/form-data; boundary=x', 'Content-Length: 2'], 415),
  typed('23', 'no type', ['Content-Length: 2'], 415),
  typed('24', 'gzip', ['Content-Type: application/json', 'Content-Encoding: gzip', 'Content-Length: 2'], 415),
  post('25', '['),
  post('26', 'null'),
  post('27', `${'['.repeat(30_000)}${']'.repeat(30_000)}`),
  act('28', '"act":"undo","revision":NaN'),
  act('28', '"act":"undo","revision":1e400'),
  act('28', '"act":"undo","revision":"5"'),
  act('28', '"act":"undo","revision":1.5'),
  budget('29', '0'),
  budget('30', '"0%"'),
  budget('31', '"101%"'),
  budget('31', '"1.5%"'),
  budget('32', '-1'),
  budget('32', '"ten"'),
  wave('33', '"nodes":[]'),
  wave('33', `"nodes":${JSON.stringify(Array.from({ length: 1_000 }, () => 'a'))}`),
  post('34', '{"act":"restart","uid":"not-a-uuid"}'),
  act('35', `"act":"deletePod","pod":{"name":"a","uid":"${UID}"}`, [404, 409]),
  act('36', '"act":"undo","revision":0'),
  act('36', '"act":"undo","revision":-1'),
  act('36', '"act":"undo","revision":9223372036854775808'),
  act('38', '"act":"restart","surprise":true'),
  act('38', '"act":"explode"'),
  get('39', '/api/clusters?_method=DELETE', [400]),
  { row: '40', what: 'TRACE', line: 'TRACE /', wanted: [405] },
  { row: '40', what: 'CONNECT', line: 'CONNECT evil.test:443', wanted: [405] },
  { row: '40', what: 'BREW', line: 'BREW /', wanted: [405] },
  { row: '41', what: 'a Host of somebody else', line: 'GET /', host: 'evil.test', wanted: [421] },
  { row: '42', what: 'two Hosts', line: 'GET /', headers: ['Host: evil.test'], wanted: [400] },
  get('43', 'http://evil.test/api/clusters', [400]),
  { row: '46', what: 'websocket', line: 'GET /', headers: ['Connection: Upgrade', 'Upgrade: websocket'], wanted: [0] },
  { row: '46', what: 'h2c', line: 'GET /', headers: ['Connection: Upgrade', 'Upgrade: h2c'], wanted: [0] },
  { row: '47', what: 'RSC on the API', line: 'GET /api/clusters', headers: ['RSC: 1'], wanted: [400] },
  { row: '47', what: 'a Server Action', line: 'POST /c/demo', headers: ['Next-Action: x', 'Content-Length: 0'], wanted: [405] },
  { row: '48', what: 'a cookie of 16 KiB', line: 'GET /', headers: [`Cookie: a=${'x'.repeat(16_384)}`], wanted: [431] },
  { row: '49', what: '200 cookies', line: 'GET /api/clusters', headers: [`Cookie: ${COOKIES}`], wanted: [431] },
  {
    row: '49',
    what: 'two session cookies',
    line: 'GET /api/clusters',
    headers: ['Cookie: rollcall-PORT=a; rollcall-PORT=b'],
    wanted: [400],
  },
  {
    row: '50',
    what: 'an id of 1 MB',
    line: 'GET /api/live',
    headers: [`Last-Event-ID: ${'9'.repeat(1_048_576)}`],
    wanted: [431],
  },
  get('51', '/api/c/demo/daemonsets?labelSelector=a+in+(', [400]),
  get('52', '/api/c/demo/daemonsets?sort=__proto__', [400]),
  get('53', '/api/c/demo/pods/a/b/log?tailLines=1e9', [400]),
  get('53', '/api/c/demo/pods/a/b/log?container=c%26follow=true', [400]),
  get('53', '/api/c/demo/pods/a/b/log?sinceTime=9999', [400]),
];
