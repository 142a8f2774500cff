/** The Nodes and the inspector beside them, on the page as in its skeleton. */
export const INSPECTOR_COLUMNS = 'desktop:grid-cols-[minmax(0,1fr)_clamp(372px,20vw,460px)]';
