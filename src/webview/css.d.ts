// Style sheets are imported only so that the bundler collects them; they export nothing.
declare module '*.css';
