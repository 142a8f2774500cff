import { SignIn } from '#components/shell/sign-in.tsx';

/** What a browser without a session is shown, under whatever address it asked for. */
export default function SignInPage() {
  return <SignIn />;
}
