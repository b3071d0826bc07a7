/** A list of entries: form on top, rows below, totals at the end. */
import type { Blueprint, Json } from '@agentos/blueprint';
import { documentOf } from '../document.ts';
import {
  addLabel,
  emptyEntry,
  emptyLabel,
  entryForm,
  entryList,
  isProgress,
  summary,
  titleField,
  undoRow,
  viewOf,
} from '../entries.ts';
import type { Plan } from '../plan.ts';

export function composeList(plan: Plan): Blueprint {
  const { entity, fields } = plan;
  const view = viewOf(plan);
  const asked = fields.filter((field) => !isProgress(field));
  const title = titleField(fields);
  const entries: Json = plan.items.map((item, index) => ({
    ...emptyEntry(fields),
    ...(title === undefined ? {} : { [title.key]: item }),
    id: `${index + 1}`,
  }));
  const foot = summary(plan);
  return documentOf(plan, {
    data: { [entity.key]: entries, draft: emptyEntry(fields), ...view.data },
    persist: [entity.key],
    width: asked.length > 4 ? 760 : 640,
    height: 620,
    components: [
      entryForm(plan, asked.length === 0 ? fields : asked, addLabel(plan)),
      ...(view.toolbar === undefined ? [] : [view.toolbar]),
      undoRow(plan),
      entryList(plan, view, emptyLabel(plan)),
      ...(foot === undefined ? [] : [foot]),
    ],
  });
}
