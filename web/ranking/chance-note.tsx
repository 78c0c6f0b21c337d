import './chance-note.css';

interface ChanceNoteProps {
  readonly title: string;
  /** The evaluation in a sentence. */
  readonly children: string;
}

/** Says plainly that a model is no better than chance. */
export function ChanceNote({ title, children }: ChanceNoteProps) {
  return (
    <div className="chance-note">
      <strong>{title}</strong>
      <p>{children}</p>
    </div>
  );
}
