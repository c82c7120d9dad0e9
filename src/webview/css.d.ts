// A style sheet is imported for the bundler to collect; it exports nothing.
declare module '*.css';
