/** Why a Node is not eligible; every failing fact has one, in the order of the controller's checks. */
export type PlacementReason =
  | { code: 'nodeName'; wanted: string; found: string }
  | { code: 'nodeSelector'; key: string; wanted: string; found: string | null }
  | { code: 'nodeAffinity'; term: number; key: string; operator: string; values: readonly string[]; found: string | null }
  | { code: 'nodeAffinityField'; term: number; key: string; operator: string; values: readonly string[]; found: string }
  | { code: 'nodeAffinityInvalid'; term: number; key: string; operator: string; values: readonly string[] }
  | { code: 'nodeAffinityEmpty' }
  | { code: 'taint'; key: string; value: string; effect: 'NoSchedule' | 'NoExecute' };

/** The controller's verdict for one Node and one template. (shouldRun, not shouldContinueRunning) never occurs. */
export interface Placement {
  readonly shouldRun: boolean;
  readonly shouldContinueRunning: boolean;
  /** Empty exactly when shouldRun. */
  readonly reasons: readonly PlacementReason[];
}
