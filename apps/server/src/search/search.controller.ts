import { Controller, Get } from '@nestjs/common';
import { SearchQuery, type Actor, type SearchAnswer } from '@samenspel/domain';
import { CurrentActor } from '../rights/current-actor';
import { ValidQuery } from '../platform/http/valid';
import { Guarded } from '../rights/guarded';
import { SearchService } from './search.service';

@Controller('search')
export class SearchController {
  constructor(private readonly searching: SearchService) {}

  @Get()
  @Guarded('search.use')
  search(@CurrentActor() actor: Actor, @ValidQuery(SearchQuery) query: SearchQuery): Promise<SearchAnswer> {
    return this.searching.search(actor, query);
  }
}
