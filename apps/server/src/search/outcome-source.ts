import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { Actor, TableId } from '@samenspel/domain';
import { OutcomeReader, type LoadedOutcome } from '../decisions/outcome-reader';
import { SearchSources, type SearchText } from './search-sources';

/** Outcomes, for who may read them: their words stand in the sealed log and in no row that can be searched. */
@Injectable()
export class OutcomeSource implements OnModuleInit {
  constructor(
    private readonly sources: SearchSources,
    private readonly outcomes: OutcomeReader,
  ) {}

  onModuleInit(): void {
    this.sources.register({
      kind: 'outcome',
      collect: async (actor: Actor, tableId: TableId) => (await this.outcomes.visibleTo(actor, tableId)).map(textOf),
    });
  }
}

function textOf({ outcomeId, number, content, around, recordedAt }: LoadedOutcome): SearchText {
  const { subject, changes, motivation, consulted, competence, asked } = content;
  const told = [changes, motivation, ...(asked ?? []).map((one) => one.what), competence, consulted];
  return {
    id: outcomeId,
    documentTitle: around.documentTitle ?? null,
    code: number,
    title: subject ?? number,
    body: told.filter((text) => text !== undefined && text !== '').join('\n'),
    place: recordedAt.toISOString(),
  };
}
