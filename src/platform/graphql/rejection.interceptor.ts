import { type CallHandler, type ExecutionContext, Injectable, type NestInterceptor } from '@nestjs/common';
import { catchError, type Observable, of, throwError } from 'rxjs';
import { type Problem, Rejection } from './user-errors.js';

/** Turns a refusal by the domain into the payload of the mutation; every other error passes. */
@Injectable()
export class RejectionInterceptor implements NestInterceptor<unknown, unknown> {
  intercept(_context: ExecutionContext, next: CallHandler): Observable<unknown> {
    return next
      .handle()
      .pipe(
        catchError((error: unknown) =>
          error instanceof Rejection
            ? of<{ errors: readonly Problem[] }>({ errors: error.problems })
            : throwError(() => error),
        ),
      );
  }
}
