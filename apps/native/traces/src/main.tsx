import { createApp } from '@os/sdk';
import '@os/sdk/theme.css';
import './styles.css';
import { Monitor } from './monitor.tsx';

createApp(Monitor);
