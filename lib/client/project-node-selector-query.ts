'use client';
import { type UseQueryResult, useQuery } from '@tanstack/react-query';
import { readArray, readObject, readString } from '#lib/feed/read-fields.ts';
import { request } from './api-request.ts';
import { daemonSetPath } from './daemon-set-path.ts';
import { readJson } from './send-json.ts';
import type { DaemonSetAddress } from './use-daemon-set-feed.ts';

/** What the Namespace adds to the node selector of each Pod; `problem` says why it could not be read. */
export interface ProjectNodeSelector {
  readonly annotations: readonly { readonly name: string; readonly selector: string }[];
  readonly problem: string | null;
}

/** The node selectors of the Namespace of a DaemonSet, looked up when a dialog asks for them. */
export function useProjectNodeSelector(address: DaemonSetAddress): UseQueryResult<ProjectNodeSelector> {
  const path = `${daemonSetPath(address)}/causes`;
  return useQuery({
    queryKey: ['project-node-selector', path],
    queryFn: async ({ signal }) => readProjectNodeSelector(await readJson(await request(path, { signal }))),
    gcTime: 0,
    retry: false,
    networkMode: 'always',
  });
}

function readProjectNodeSelector(value: unknown): ProjectNodeSelector {
  const fields = readObject(readObject(value, 'causes').projectNodeSelector, 'causes.projectNodeSelector');
  return {
    annotations: readArray(fields.annotations, 'projectNodeSelector.annotations').map((entry) => {
      const { name, selector } = readObject(entry, 'projectNodeSelector.annotations');
      return { name: readString(name, 'annotation.name'), selector: readString(selector, 'annotation.selector') };
    }),
    problem: fields.problem === null ? null : readString(fields.problem, 'projectNodeSelector.problem'),
  };
}
