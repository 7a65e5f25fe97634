import { Controller, Get, Header, NotFoundException, Param, Req, Res } from '@nestjs/common';
import { type FastifyReply, type FastifyRequest } from 'fastify';
import { Asset } from './assets.js';
import { GRAPHIQL_PAGE, GRAPHIQL_POLICY, GRAPHIQL_SCRIPT, GRAPHIQL_STYLE } from './graphiql.page.js';

const SCRIPT = 'text/javascript; charset=utf-8';
const STYLE = 'text/css; charset=utf-8';

/** The explorer of the API, from the packages that are installed: nothing comes from elsewhere. */
@Controller('graphiql')
export class GraphiqlController {
  private readonly assets = new Map([
    ['react.js', new Asset('react', 'umd/react.production.min.js', SCRIPT)],
    ['react-dom.js', new Asset('react-dom', 'umd/react-dom.production.min.js', SCRIPT)],
    ['graphiql.js', new Asset('graphiql', 'graphiql.min.js', SCRIPT)],
    ['graphiql.css', new Asset('graphiql', 'graphiql.min.css', STYLE)],
  ]);

  @Get()
  @Header('content-type', 'text/html; charset=utf-8')
  @Header('content-security-policy', GRAPHIQL_POLICY)
  @Header('cache-control', 'no-cache')
  page(): string {
    return GRAPHIQL_PAGE;
  }

  @Get('page.js')
  @Header('content-type', SCRIPT)
  @Header('cache-control', 'no-cache')
  script(): string {
    return GRAPHIQL_SCRIPT;
  }

  @Get('page.css')
  @Header('content-type', STYLE)
  @Header('cache-control', 'no-cache')
  style(): string {
    return GRAPHIQL_STYLE;
  }

  @Get(':file')
  async asset(
    @Param('file') file: string,
    @Req() { headers }: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const asset = this.assets.get(file);
    if (!asset) throw new NotFoundException(`The explorer has no file ${JSON.stringify(file)}.`);
    const isCompressed = /\bgzip\b/.test(headers['accept-encoding']?.toString() ?? '');
    const tag = asset.tagFor(isCompressed);
    void reply.header('etag', tag).header('vary', 'accept-encoding').header('cache-control', 'public, max-age=3600');
    if (headers['if-none-match'] === tag) return reply.code(304).send();
    void reply.type(asset.mediaType);
    if (!isCompressed) return reply.send(asset.plain());
    await reply.header('content-encoding', 'gzip').send(await asset.gzipped());
  }
}
