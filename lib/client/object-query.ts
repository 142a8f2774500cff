'use client';
import { type UseQueryResult, useQuery } from '@tanstack/react-query';
import type { DescribeAnswer, ManifestAnswer, ViewedKind } from '#lib/feed/object-view.ts';
import { getJson } from './api-request.ts';

/** One object of a cluster whose text can be read; a Node has no namespace. */
export interface ObjectAddress {
  readonly kind: ViewedKind;
  readonly cluster: string;
  readonly namespace: string;
  readonly name: string;
}

/** The object as YAML; asked for again when it is told to. */
export function useManifest(address: ObjectAddress): UseQueryResult<ManifestAnswer> {
  const path = `${objectPath(address)}/manifest`;
  return useQuery({
    queryKey: ['manifest', path],
    queryFn: ({ signal }) => getJson<ManifestAnswer>(path, { signal }),
    retry: false,
    gcTime: 0,
  });
}

/** What `kubectl describe` says of the object; asked for again when it is told to. */
export function useDescription(address: ObjectAddress): UseQueryResult<DescribeAnswer> {
  const path = `${objectPath(address)}/describe`;
  return useQuery({
    queryKey: ['describe', path],
    queryFn: ({ signal }) => getJson<DescribeAnswer>(path, { signal }),
    retry: false,
    gcTime: 0,
  });
}

function objectPath({ kind, cluster, namespace, name }: ObjectAddress): string {
  const parts = kind === 'Node' ? ['nodes', name] : [kind === 'Pod' ? 'pods' : 'daemonsets', namespace, name];
  return `/api/c/${[cluster, ...parts].map(encodeURIComponent).join('/')}`;
}
