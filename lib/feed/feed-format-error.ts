/** A message of the feed that does not fit the contract; whoever reads it must start again from a snapshot. */
export class FeedFormatError extends Error {
  constructor(where: string, wanted: string) {
    super(`${where}: ${wanted}`);
    this.name = 'FeedFormatError';
  }
}
