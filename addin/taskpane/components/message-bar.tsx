import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { WORDS } from '../words.ts';
import { Icon, type IconName } from './icons.tsx';

export type Intent = 'info' | 'success' | 'warning' | 'error';

interface MessageBarProps {
  readonly intent: Intent;
  readonly title?: string;
  readonly icon?: IconName;
  /** Takes the focus when it appears, because it answers what a person has just done. */
  readonly focused?: boolean;
  readonly onDismiss?: () => void;
  /** Buttons, below the text. */
  readonly actions?: ComponentChildren;
  /** What few need, below those. */
  readonly after?: ComponentChildren;
  readonly children?: ComponentChildren;
}

/** A message in the pane, in place of a dialog. An error is an alert; everything else is a polite status. */
export function MessageBar({
  intent,
  title,
  icon = intent,
  focused,
  onDismiss,
  actions,
  after,
  children,
}: MessageBarProps) {
  const bar = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (focused) bar.current?.focus();
  }, [focused]);
  return (
    <div ref={bar} class={`message message-${intent}`} role={intent === 'error' ? 'alert' : 'status'} tabIndex={-1}>
      <Icon name={icon} />
      <div class="message-body">
        {title && <p class="message-title">{title}</p>}
        {children && <div class="message-text">{children}</div>}
        {actions && <div class="message-actions">{actions}</div>}
        {after}
      </div>
      {onDismiss && (
        <button type="button" class="button-icon" aria-label={WORDS.actions.close} onClick={onDismiss}>
          <Icon name="close" />
        </button>
      )}
    </div>
  );
}
