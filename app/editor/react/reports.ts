/** What the editor tells the page about; the page finds the words and the place to show them. */
export type EditorReport =
  | { kind: 'paste-too-long'; characters: number; limit: number }
  | { kind: 'paste-without-pictures'; pictures: number }
  | { kind: 'replaced'; count: number }
  | { kind: 'entered-full-screen' }
  | { kind: 'left-full-screen' }
