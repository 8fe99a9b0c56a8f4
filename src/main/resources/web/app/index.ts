import './styles/global.css';
import './entrance';
