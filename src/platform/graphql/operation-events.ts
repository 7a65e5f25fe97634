import { Injectable } from '@nestjs/common';
import { type ErrorCode } from './errors.js';

/** How an answer came about. */
export type Way = 'fast lane' | 'apollo' | 'not modified' | 'refused';

/** What is told of an operation when it is done: never the values it was asked with, nor its text. */
export interface OperationRecord {
  requestId: string;
  /** Undefined for an operation without a name. */
  name: string | undefined;
  way: Way;
  status: number;
  milliseconds: number;
  cost: number | undefined;
  statements: number;
  codes: readonly ErrorCode[];
}

export interface OperationListener {
  finished(record: OperationRecord): void;
  /** Something of ours went wrong; the caller saw a masked message with this request id. */
  failed(error: unknown, requestId: string): void;
}

const NOBODY: OperationListener = { finished: () => undefined, failed: () => undefined };

/** Where the endpoint tells of what it did; logs and figures listen here. */
@Injectable()
export class OperationEvents {
  listener: OperationListener = NOBODY;
}
