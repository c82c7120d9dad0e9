/** The entry point of the panel's page. */
import { render } from 'preact';
import '../style/base.css';
import '../style/parts.css';
import '../style/toolbar.css';
import '../style/stage.css';
import '../style/boxes.css';
import '../style/tools.css';
import '../style/filmstrip.css';
import '../style/compare.css';
import { App } from './app';
import { addElementColors } from '../stage/canvas/element-colors';
import { acquireVsCodeApi } from './vscode-api';

const root = document.getElementById('root');
if (!root) throw new Error('The page has no #root');
addElementColors(document);
render(<App api={acquireVsCodeApi()} />, root);
