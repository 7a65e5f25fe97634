import { BadRequestException, Controller, Get, NotFoundException, Param, Req, Res } from '@nestjs/common';
import { type FastifyReply, type FastifyRequest } from 'fastify';
import { Site } from '../../../platform/config/site.js';
import { Budget } from '../../../platform/graphql/budget/budget.js';
import { entityTag, namesTag } from '../../../platform/graphql/entity-tag.js';
import { OperationContext } from '../../../platform/graphql/operation-context.js';
import { judge } from '../../../platform/graphql/public-error.js';
import { ReadEngine } from '../../../platform/graphql/read-engine.js';
import { DateScalar } from '../../../platform/graphql/scalars.js';
import { charge } from '../../../platform/http/charge.js';
import { log } from '../../../platform/http/log.js';
import { type Ask, CheckRefused, findSubject, given, type Subject, understood } from '../check/ask-check.js';
import { type CheckOutcome, OUTCOME, outcomeAnswer } from '../check/check.question.js';
import { type Language } from '../check/check-words.js';
import { badge } from './badge.js';

const TYPE = 'image/svg+xml; charset=utf-8';
/** What a badge is charged, beside the request itself: a check without its details. */
const COST = 25;
/** So long a badge may be shown without looking again, in seconds. */
const FRESH = 300;
const PARAMETERS = ['terms', 'date', 'language'];
/** What a page that shows the badge may do with it, against what holds for every other answer. */
const HEADERS = {
  'cross-origin-resource-policy': 'cross-origin',
  'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'",
};

interface Order extends Subject {
  readonly date: string | undefined;
  readonly language: Language;
}
interface Found {
  readonly outcome: CheckOutcome | undefined;
  readonly edition: string;
}

/** Badges for the page of a product: what came of its check, as an image. */
@Controller('badges/gibit')
export class BadgeController {
  constructor(
    private readonly engine: ReadEngine,
    private readonly site: Site,
    private readonly budget: Budget,
  ) {}

  /** Whatever cannot be told is a grey badge: an image that is broken says nothing to who looks at it. */
  @Get(':product/:file')
  async badge(
    @Param() { product, file }: { product: string; file: string },
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    if (!file.endsWith('.svg')) throw new NotFoundException('A badge is an image: its address ends in .svg.');
    const order = orderIn(request, product, file.slice(0, -'.svg'.length));
    charge(this.budget, COST, { request, reply });
    const context = new OperationContext(request.id);
    const tagAt = (revision: string): string =>
      entityTag(
        { service: this.site.url, today: context.today, mediaType: TYPE },
        { query: OUTCOME, variables: { ...order } },
        revision,
      );
    void reply.headers(HEADERS).type(TYPE);
    try {
      const revision = await this.engine.revision();
      void reply.header('etag', tagAt(revision)).header('cache-control', `public, max-age=${FRESH}`);
      if (namesTag(request.headers['if-none-match'] ?? '', tagAt(revision))) return await reply.code(304).send();
      const { outcome, edition } = await this.look(order, context);
      await reply.send(badge(outcome, edition, order.language));
    } catch (error) {
      log.error({ err: error, requestId: request.id }, 'a badge could not be made');
      const unknown = badge(undefined, yearIn(order.terms), order.language);
      await reply.removeHeader('etag').header('cache-control', 'no-store').send(unknown);
    }
  }

  /** @throws whatever keeps the register from answering; what it does not know is nothing that was found */
  private async look({ product, version, terms, date }: Order, context: OperationContext): Promise<Found> {
    const nothing = { outcome: undefined, edition: yearIn(terms) };
    if ([product, version, terms ?? ''].some((text) => text.includes('\0'))) return nothing;
    const ask: Ask = (document, variables) => this.engine.ask(document, variables, context);
    try {
      const { productVersionId, termsId } = await findSubject(ask, { product, version, terms });
      const answer = await ask(OUTCOME, given({ productVersionId, termsId, contractDate: date }));
      const { outcome, terms: used } = understood(outcomeAnswer, answer).gibitCheck;
      return { outcome, edition: used.edition };
    } catch (error) {
      if (error instanceof CheckRefused || judge(error).code === 'BAD_USER_INPUT') return nothing;
      throw error;
    }
  }
}

/** @throws BadRequestException that names the parameter: who writes the address sees it, and no page shows it */
function orderIn({ query }: FastifyRequest, product: string, version: string): Order {
  const values = query as Readonly<Record<string, unknown>>;
  for (const [name, value] of Object.entries(values)) {
    if (!PARAMETERS.includes(name)) {
      throw new BadRequestException(`"${name.slice(0, 40)}" is no parameter here; terms, date and language are.`);
    }
    if (typeof value !== 'string') throw new BadRequestException(`"${name}" may be given once.`);
  }
  const { terms, date, language = 'nl' } = values as Readonly<Record<string, string | undefined>>;
  if (language !== 'nl' && language !== 'en') throw new BadRequestException('"language" is nl or en.');
  return { product, version, terms, date: dayIn(date), language };
}

/** Of terms that the register does not know nothing is shown but a year: a badge is no place for other people's texts. */
const yearIn = (terms = ''): string => (/^\d{4}$/.test(terms) ? terms : '');

function dayIn(date: string | undefined): string | undefined {
  try {
    return date === undefined ? undefined : DateScalar.parseValue(date);
  } catch (error) {
    throw new BadRequestException(`"date": ${(error as Error).message}`);
  }
}
