// Style sheets are imported as text (`with {type: 'text'}`): a shadow root and an extension page adopt the same one.
declare module '*.css' {
  const text: string;
  export default text;
}
