import { Module } from '@nestjs/common';
import { DecisionsFeed } from './decisions.feed.js';
import { FeedAnswers } from './feed.answers.js';
import { FeedsController } from './feeds.controller.js';
import { MeetingsCalendar } from './meetings.calendar.js';
import { TransitionsCalendar } from './transitions.calendar.js';

/** What programs come back for. */
@Module({
  controllers: [FeedsController],
  providers: [DecisionsFeed, FeedAnswers, MeetingsCalendar, TransitionsCalendar],
})
export class FeedsModule {}
