import './styles/global.css';
import './console';
