import 'server-only';
import { createTranslator } from 'use-intl/core';
import messages from '#lib/messages/en.json' with { type: 'json' };
import type { Message } from '#lib/rollout/message.ts';

const translate = createTranslator({ locale: 'en', messages, namespace: 'model' });

/** A message of the model in English, as JSON answers carry it beside its code. */
export function english(message: Message): string {
  return translate(message.code as Parameters<typeof translate>[0], message.params);
}
