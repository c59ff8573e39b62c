import { computed, ref, shallowRef, type ComputedRef, type Ref } from 'vue';
import type { ZodType } from 'zod';
import { RequestFailed } from './problem';
import { useTask, type Task } from './useTask';

export interface FieldError {
  readonly fieldId: string;
  readonly message: string;
}

export interface Form {
  readonly busy: Task<[]>['busy'];
  readonly failure: Task<[]>['failure'];
  readonly errors: ComputedRef<readonly FieldError[]>;
  /** Grows with every attempt, so that the summary of errors gets focus again. */
  readonly round: Ref<number>;
  errorOf(path: string): string | undefined;
  submit(): Promise<boolean>;
}

/** The id of the field that fills in this part of the input. */
export function fieldIdOf(path: string): string {
  return `field-${path.replaceAll('.', '-')}`;
}

/**
 * A form whose input is judged by the contract that the server judges it by, before it is sent; what the server names as
 * wrong is shown with its field too.
 *
 * @param options.message words for what is wrong with this part of the input; null when no field can be named
 * @param options.fieldOf the part whose field shows what is wrong here, where that is another one: the summary leads there
 */
export function useForm<Input>(options: {
  readonly schema: ZodType<Input>;
  readonly input: () => unknown;
  readonly send: (input: Input) => Promise<unknown>;
  readonly message: (path: string) => string | null;
  readonly fieldOf?: (path: string) => string;
}): Form {
  const paths = shallowRef<readonly string[]>([]);
  const round = ref(0);

  const task = useTask(async () => {
    round.value += 1;
    const checked = options.schema.safeParse(options.input());
    if (!checked.success) {
      paths.value = [...new Set(checked.error.issues.map(({ path }) => path.join('.')))];
      if (errors.value.length === 0) throw new RequestFailed('invalid-input');
      return;
    }
    paths.value = [];
    try {
      await options.send(checked.data);
    } catch (error) {
      if (error instanceof RequestFailed && error.code === 'invalid-input') paths.value = error.fields;
      if (errors.value.length === 0) throw error;
    }
  });

  const errors = computed(() =>
    paths.value.flatMap((path): FieldError[] => {
      const message = options.message(path);
      return message === null ? [] : [{ fieldId: fieldIdOf(options.fieldOf?.(path) ?? path), message }];
    }),
  );

  return {
    busy: task.busy,
    failure: task.failure,
    errors,
    round,
    errorOf: (path) => errors.value.find(({ fieldId }) => fieldId === fieldIdOf(path))?.message,
    submit: () => task.run(),
  };
}
