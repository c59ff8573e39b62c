import { passwordFault } from '@samenspel/domain';

/** The fault of a form, by its field. */
export interface FieldError {
  readonly fieldId: string;
  readonly message: string;
}

/**
 * What is wrong with a new password, as the server would say it.
 *
 * @param say finds the words of a message key
 * @param own what is known of the person
 */
export function newPasswordErrors(
  password: string,
  own: readonly string[],
  say: (key: string) => string,
): FieldError[] {
  const fault = passwordFault(password, own);
  return fault === null ? [] : [{ fieldId: 'new-password', message: say(`identity.passwordFaults.${fault}`) }];
}

/** A field that must hold something. */
export function missing(value: string, fieldId: string, message: string): FieldError[] {
  return value.trim() === '' ? [{ fieldId, message }] : [];
}

/** The first message for a field. */
export function errorOf(errors: readonly FieldError[], fieldId: string): string | undefined {
  return errors.find((each) => each.fieldId === fieldId)?.message;
}
