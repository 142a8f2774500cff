/*
 * Names and label maps, with the texts of kubernetes/apimachinery pkg/util/validation/validation.go
 * and pkg/api/validate/content, v0.36.
 */
const LABEL = '[a-z0-9]([-a-z0-9]*[a-z0-9])?';
const SUBDOMAIN = `${LABEL}(\\.${LABEL})*`;
const QUALIFIED = '([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]';
const LABEL_VALUE = `(${QUALIFIED})?`;
const whole = (pattern: string) => new RegExp(`^(?:${pattern})$`);
const LABEL_PATTERN = whole(LABEL);
const SUBDOMAIN_PATTERN = whole(SUBDOMAIN);
const QUALIFIED_PATTERN = whole(QUALIFIED);
const LABEL_VALUE_PATTERN = whole(LABEL_VALUE);

const tooLong = (limit: number) => `must be no more than ${limit} characters`;
const LABEL_TEXT = `a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', and must start and end with an alphanumeric character (e.g. 'my-name',  or '123-abc', regex used for validation is '${LABEL}')`;
const SUBDOMAIN_TEXT = `a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character (e.g. 'example.com', regex used for validation is '${SUBDOMAIN}')`;
const QUALIFIED_TEXT = `must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyName',  or 'my.name',  or '123-abc', regex used for validation is '${QUALIFIED}')`;
const LABEL_VALUE_TEXT = `a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyValue',  or 'my_value',  or '12345', regex used for validation is '${LABEL_VALUE}')`;

/** What is wrong with a DNS label, nothing when it is one. */
export function labelNameFaults(name: string): readonly string[] {
  return [...(name.length > 63 ? [tooLong(63)] : []), ...(LABEL_PATTERN.test(name) ? [] : [LABEL_TEXT])];
}

/** What is wrong with a DNS subdomain, nothing when it is one. */
export function subdomainFaults(name: string): readonly string[] {
  return [...(name.length > 253 ? [tooLong(253)] : []), ...(SUBDOMAIN_PATTERN.test(name) ? [] : [SUBDOMAIN_TEXT])];
}

/** What is wrong with a label key, a taint key and the like. */
export function qualifiedNameFaults(key: string): readonly string[] {
  const parts = key.split('/');
  const name = parts.at(-1) ?? '';
  const prefix = parts.length === 2 ? (parts[0] ?? '') : undefined;
  if (parts.length > 2) {
    const text = QUALIFIED_TEXT.replace(/^must/, 'a qualified name must');
    return [`${text} with an optional DNS subdomain prefix and '/' (e.g. 'example.com/MyName')`];
  }
  return [
    ...(prefix === ''
      ? ['prefix part must be non-empty']
      : prefix
        ? subdomainFaults(prefix).map((text) => `prefix part ${text}`)
        : []),
    ...(name === '' ? ['name part must be non-empty'] : name.length > 63 ? [`name part ${tooLong(63)}`] : []),
    ...(QUALIFIED_PATTERN.test(name) ? [] : [`name part ${QUALIFIED_TEXT}`]),
  ];
}

/** What is wrong with a label value. */
export function labelValueFaults(value: string): readonly string[] {
  return [...(value.length > 63 ? [tooLong(63)] : []), ...(LABEL_VALUE_PATTERN.test(value) ? [] : [LABEL_VALUE_TEXT])];
}
