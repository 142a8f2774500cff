import { ApiError } from '../cluster-api.ts';

/** Refuses matching requests; a member left out matches everything. */
export interface DenyRule {
  readonly verb?: string;
  readonly group?: string;
  /** Plural, with `/subresource` where it means one. */
  readonly resource?: string;
  readonly namespace?: string;
}

export interface AccessQuestion {
  readonly verb: string;
  readonly group: string;
  readonly resource: string;
  readonly subresource: string;
  readonly namespace: string;
  readonly name: string;
}

export const USER_NAME = 'kubernetes-admin';
export const USER_GROUPS: readonly string[] = ['system:masters', 'system:authenticated'];

/** The simulated authorizer: everything is allowed except what a deny rule matches. */
export class AccessRules {
  #denied: readonly DenyRule[] = [];

  /** Replaces the deny list. */
  deny(rules: readonly DenyRule[]): void {
    this.#denied = [...rules];
  }

  get denied(): readonly DenyRule[] {
    return this.#denied;
  }

  isAllowed(question: AccessQuestion): boolean {
    const resource = question.subresource === '' ? question.resource : `${question.resource}/${question.subresource}`;
    const matches = (wanted: string | undefined, given: string) => wanted === undefined || wanted === '*' || wanted === given;
    return !this.#denied.some(
      (rule) =>
        matches(rule.verb, question.verb) &&
        matches(rule.group, question.group) &&
        matches(rule.resource, resource) &&
        matches(rule.namespace, question.namespace),
    );
  }

  /** Throws 403 in the words of kubernetes/apiserver pkg/endpoints/handlers/responsewriters/errors.go, v0.36. */
  check(question: AccessQuestion): void {
    if (this.isAllowed(question)) return;
    const { verb, group, resource, subresource, namespace, name } = question;
    const qualified = group === '' ? resource : `${resource}.${group}`;
    const path = subresource === '' ? resource : `${resource}/${subresource}`;
    const where = namespace === '' ? 'at the cluster scope' : `in the namespace ${JSON.stringify(namespace)}`;
    const subject = name === '' ? `${qualified} is forbidden` : `${qualified} ${JSON.stringify(name)} is forbidden`;
    const why = `User ${JSON.stringify(USER_NAME)} cannot ${verb} resource ${JSON.stringify(path)} in API group ${JSON.stringify(group)} ${where}`;
    throw new ApiError(403, 'Forbidden', `${subject}: ${why}`, {
      ...(name === '' ? {} : { name }),
      ...(group === '' ? {} : { group }),
      kind: resource,
    });
  }
}
