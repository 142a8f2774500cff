import { HomeView } from './home-view.tsx';

export default function HomePage() {
  return <HomeView />;
}
