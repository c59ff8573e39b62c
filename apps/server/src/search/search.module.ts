import { Global, Module } from '@nestjs/common';
import { OutcomeSource } from './outcome-source';
import { SearchController } from './search.controller';
import { SearchIndexer } from './search-indexer';
import { SearchService } from './search.service';
import { SearchSources } from './search-sources';

/** Search across what a seat may read. */
@Global()
@Module({
  controllers: [SearchController],
  providers: [OutcomeSource, SearchIndexer, SearchService, SearchSources],
  exports: [SearchIndexer, SearchSources],
})
export class SearchModule {}
