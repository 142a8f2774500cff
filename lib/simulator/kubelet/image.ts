import { fnv1a } from '../random.ts';

/** The image's full name as a container runtime reports it: `docker.io/library/nginx:1.29` for `nginx:1.29`. */
export function fullImageName(image: string): string {
  const [first = '', ...rest] = image.split('/');
  const hasRegistry = rest.length > 0 && (/[.:]/.test(first) || first === 'localhost');
  const name = hasRegistry ? image : `docker.io/${rest.length === 0 ? 'library/' : ''}${image}`;
  return /[:@]/.test(name.slice(name.lastIndexOf('/'))) ? name : `${name}:latest`;
}

const imageIds = new Map<string, string>();

/** The image by digest; one digest per image name. */
export function imageId(image: string): string {
  const known = imageIds.get(image);
  if (known !== undefined) return known;
  const name = fullImageName(image);
  const id = `${name.replace(/:[^:/]*$/, '')}@sha256:${hexDigest(name)}`;
  imageIds.set(image, id);
  return id;
}

/** 64 hexadecimal digits that depend on the text alone. */
export function hexDigest(text: string): string {
  return Array.from({ length: 8 }, (_, part) => fnv1a(`${part}/${text}`).toString(16).padStart(8, '0')).join('');
}

/** What the registry answers when the image does not exist, as containerd words it. */
export function pullErrorMessage(image: string): string {
  const name = fullImageName(image);
  return `failed to pull and unpack image "${name}": failed to resolve reference "${name}": ${name}: not found`;
}

/** Bytes of the image, 20 to 200 million. */
export function imageSize(image: string): number {
  return 20_000_000 + (Number.parseInt(hexDigest(image).slice(0, 7), 16) % 180_000_000);
}
