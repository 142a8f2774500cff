import 'server-only';

/** What a part that talks to Kubernetes may say; pino fits it. Fields are allow-listed values, never an upstream error object. */
export interface Logger {
  info(fields: object, text: string): void;
  warn(fields: object, text: string): void;
  error(fields: object, text: string): void;
}
