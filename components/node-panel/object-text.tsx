'use client';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { AgeText } from '#components/ui/age-text.tsx';
import type { ViewedLine } from '#components/ui/line-text.tsx';
import { SelectMenu } from '#components/ui/select-menu.tsx';
import { Skeleton } from '#components/ui/skeleton.tsx';
import { TextViewer } from '#components/ui/text-viewer.tsx';
import { Toggle } from '#components/ui/toggle.tsx';
import { visibleText } from '#components/ui/visible-text.ts';
import { type ObjectAddress, useDescription, useManifest } from '#lib/client/object-query.ts';
import { RefreshButton } from './refresh-button.tsx';
import { problemOfError } from './request-problem.ts';

interface ObjectTextProps {
  /** What can be looked at, the likeliest first. */
  readonly objects: readonly ObjectAddress[];
  readonly size: 'beside' | 'dialog';
}

/** An object as YAML, its managed fields folded away. */
export function ObjectYaml({ objects, size }: ObjectTextProps) {
  const t = useTranslations();
  const [managed, setManaged] = useState(false);
  const { chosen, menu } = useChosenObject(objects);
  const query = useManifest(chosen);
  const fields = query.data?.managedFields ?? null;
  const text = query.data === undefined ? undefined : managed && fields !== null ? fields : query.data.yaml;
  const tools = (
    <>
      {menu}
      {fields !== null && <Toggle label="managedFields" checked={managed} onChange={setManaged} />}
    </>
  );
  const label = t('viewer.yamlOf', { object: nameOf(chosen) });
  return (
    <ObjectLines
      query={query}
      text={text}
      label={label}
      file={fileOf(chosen, managed ? 'managed-fields.yaml' : 'yaml')}
      size={size}
      tools={tools}
    />
  );
}

/** An object as `kubectl describe` says it. */
export function ObjectDescription({ objects, size }: ObjectTextProps) {
  const t = useTranslations();
  const { chosen, menu } = useChosenObject(objects);
  const query = useDescription(chosen);
  const label = t('viewer.descriptionOf', { object: nameOf(chosen) });
  return (
    <ObjectLines query={query} text={query.data?.text} label={label} file={fileOf(chosen, 'txt')} tools={menu} size={size} />
  );
}

function useChosenObject(objects: readonly ObjectAddress[]) {
  const t = useTranslations();
  const [id, setId] = useState<string | null>(null);
  const chosen = objects.find((object) => nameOf(object) === id) ?? (objects[0] as ObjectAddress);
  const options = objects.map((object) => ({ value: nameOf(object), label: nameOf(object) }));
  const menu =
    objects.length > 1 ? (
      <SelectMenu label={t('viewer.object')} value={nameOf(chosen)} options={options} onChange={setId} />
    ) : null;
  return { chosen, menu };
}

interface ObjectLinesProps {
  readonly query: Pick<ReturnType<typeof useManifest | typeof useDescription>, 'data' | 'error' | 'isFetching' | 'refetch'>;
  readonly text: string | undefined;
  readonly label: string;
  readonly file: string;
  readonly size: 'beside' | 'dialog';
  readonly tools: React.ReactNode;
}

function ObjectLines({ query: { data, error, isFetching, refetch }, text, label, file, size, tools }: ObjectLinesProps) {
  const t = useTranslations();
  return (
    <div className="flex min-w-0 flex-col gap-1.5">
      <div className="-ml-1.5 flex flex-wrap items-center gap-x-1 text-xs">
        {tools}
        <RefreshButton busy={isFetching} onClick={() => refetch()} />
      </div>
      {error !== null && <p className="text-xs break-words text-failing-text">{problemOfError(error)}</p>}
      {text === undefined && error === null && <Skeleton className="h-64 w-full" />}
      {data !== undefined && (
        <p className="text-2xs text-mute">
          <AgeText at={data.asOf} /> · {t('viewer.hidden', { count: data.hidden })}
        </p>
      )}
      {text !== undefined && <TextViewer key={file} label={label} lines={linesOf(text)} file={file} size={size} />}
    </div>
  );
}

function linesOf(text: string): readonly ViewedLine[] {
  return text
    .replace(/\n$/, '')
    .split('\n')
    .map((line) => ({ text: visibleText(line) }));
}

function nameOf({ kind, name }: ObjectAddress): string {
  return `${kind}/${name}`;
}

function fileOf({ kind, namespace, name }: ObjectAddress, ending: string): string {
  return [kind.toLowerCase(), ...(kind === 'Node' ? [] : [namespace]), name, ending].join('.');
}
