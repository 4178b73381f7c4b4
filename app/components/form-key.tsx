/** The form's one-time key: the server carries out what it stands for once, however often it arrives. `formKey` comes from the loader. */
export function FormKey({ value }: { value: string }) {
  return <input type="hidden" name="key" value={value} />;
}
