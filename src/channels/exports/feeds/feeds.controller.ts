import { Controller, Get, Req, Res } from '@nestjs/common';
import { type FastifyReply, type FastifyRequest } from 'fastify';
import { todayInAmsterdam } from '../../../platform/graphql/today.js';
import { ATOM, DecisionsFeed } from './decisions.feed.js';
import { FeedAnswers } from './feed.answers.js';
import { bodyIn, languageIn, parametersIn } from './feed.parameters.js';
import { MeetingsCalendar } from './meetings.calendar.js';
import { TransitionsCalendar } from './transitions.calendar.js';

const CALENDAR = 'text/calendar; charset=utf-8';

/** What programs follow: decisions as they are recorded, what is going to change, and when bodies meet. */
@Controller()
export class FeedsController {
  constructor(
    private readonly answers: FeedAnswers,
    private readonly decisionsFeed: DecisionsFeed,
    private readonly transitionsCalendar: TransitionsCalendar,
    private readonly meetingsCalendar: MeetingsCalendar,
  ) {}

  @Get('decisions.atom')
  decisions(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const { body, after, language } = parametersIn(request.query, ['body', 'language', 'after']);
    const given = { body: bodyIn(body), after, language: languageIn(language) };
    const order = { name: 'decisions.atom', mediaType: ATOM, fileName: 'besluiten.atom', given };
    return this.answers.send(order, () => this.decisionsFeed.make(given), request, reply);
  }

  @Get('transitions.ics')
  transitions(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const { standard, language } = parametersIn(request.query, ['standard', 'language']);
    const given = { standard, language: languageIn(language), today: todayInAmsterdam() };
    const order = { name: 'transitions.ics', mediaType: CALENDAR, fileName: 'standaarden.ics', given };
    return this.answers.send(order, () => this.transitionsCalendar.make(given), request, reply);
  }

  @Get('meetings.ics')
  meetings(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const { body, language } = parametersIn(request.query, ['body', 'language']);
    const given = { body: bodyIn(body), language: languageIn(language), today: todayInAmsterdam() };
    const order = { name: 'meetings.ics', mediaType: CALENDAR, fileName: 'vergaderingen.ics', given };
    return this.answers.send(order, () => this.meetingsCalendar.make(given), request, reply);
  }
}
