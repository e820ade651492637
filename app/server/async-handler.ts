import type { NextFunction, Request, RequestHandler, Response } from 'express'

/** Hands on to Express what an asynchronous handler throws: Express 4 does not look, and the process would end. */
export function asyncHandler(
  answer: (req: Request, res: Response, next: NextFunction) => Promise<unknown>,
): RequestHandler {
  return async (req, res, next) => {
    try {
      await answer(req, res, next)
    } catch (error) {
      next(error)
    }
  }
}
