import 'server-only';
import packageJson from '../../../package.json' with { type: 'json' };

/** Rollcall's own version. */
export const BUILD_VERSION: string = packageJson.version;
