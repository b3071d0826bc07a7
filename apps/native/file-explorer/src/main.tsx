import { createApp } from '@os/sdk';
import '@os/sdk/theme.css';
import './styles.css';
import { FileExplorer } from './file-explorer.tsx';

createApp(FileExplorer);
