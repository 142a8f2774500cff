/** What a client asks of a container's log. */
export interface PodLogRequest {
  readonly namespace: string;
  readonly pod: string;
  readonly container: string;
  readonly previous: boolean;
  readonly signal: AbortSignal;
}

/** One line of a container's log, without its line end. */
export interface PodLogLine {
  /** RFC 3339, with fractions of a second where the source has them. */
  readonly time: string;
  readonly text: string;
}

/** The kubelet's side of `pods/log`. */
export interface PodLogSource {
  /** All lines so far, oldest first. Throws ApiError, such as 400 for a container that waits to start. */
  read(request: PodLogRequest): readonly PodLogLine[];
  /** Calls back for each further line until the returned stop is called; without it `follow` ends after `read`. */
  follow?(request: PodLogRequest, onLine: (line: PodLogLine) => void, onEnd: () => void): () => void;
}
